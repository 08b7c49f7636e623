-- What models took and how fast they wrote on this computer, to correct what is expected of them.
create table load_observations (
  id integer primary key,
  model_id text not null,
  engine text not null check (engine in ('text', 'vision')),
  on_gpu integer not null check (on_gpu in (0, 1)),
  options_key text not null,
  -- As estimated without any correction, for the moment after the load; bytes.
  predicted_bytes integer not null,
  predicted_gpu_bytes integer not null,
  measured_bytes integer not null,
  measured_gpu_bytes integer not null,
  created_at integer not null
) strict;

create index load_observations_by_model on load_observations (model_id, id);

create table speed_observations (
  id integer primary key,
  model_id text not null,
  on_gpu integer not null check (on_gpu in (0, 1)),
  -- Weights read for each token.
  active_bytes integer not null,
  output_tokens_per_second real not null,
  created_at integer not null
) strict;

create index speed_observations_by_model on speed_observations (model_id, id);
