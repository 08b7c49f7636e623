import type { SourceKind } from '../contract/model-sources.ts'

/** What sources need to know to ask a hub, as it is set at the moment. */
export interface HubAccess {
  /**
   * The address of a source, without a slash at its end.
   *
   * @throws CaratError `ADDRESS_INVALID` when the environment names one that cannot be used
   */
  endpoint(source: SourceKind): string
  /** The Hugging Face token, for the Hugging Face endpoint's own host alone; null without one. */
  token(): Promise<string | null>
}
