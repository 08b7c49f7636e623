import {
  BlobSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  type EncodedPacket,
} from 'mediabunny'
import { openAsBlob } from 'node:fs'

/**
 * Writes an MP4 that shows a short one again and again, without encoding anything. Like a camera's
 * file it has its table of contents at the end.
 *
 * @param hours length to reach, in hours
 */
export async function writeLongClip(short: string, path: string, hours: number): Promise<void> {
  const input = new Input({ source: new BlobSource(await openAsBlob(short)), formats: [MP4] })
  const track = await input.getPrimaryVideoTrack()
  const codec = await track?.getCodec()
  if (!track || !codec) throw new Error(`${short} has no video that can be copied`)
  const decoderConfig = await track.getDecoderConfig()
  if (!decoderConfig) throw new Error(`${short} does not say how to decode it`)
  const packets: EncodedPacket[] = []
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet)
  const turnSeconds = await track.computeDuration()

  const video = new EncodedVideoPacketSource(codec)
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: false }),
    target: new FilePathTarget(path),
  })
  output.addVideoTrack(video)
  await output.start()
  for (let start = 0; start < hours * 3600; start += turnSeconds)
    for (const packet of packets)
      await video.add(packet.clone({ timestamp: start + packet.timestamp }), { decoderConfig })
  await output.finalize()
  input.dispose()
}
