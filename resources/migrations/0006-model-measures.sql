-- The latest measurement of each model on this computer, as JSON in the shape of contract/models.ts.
create table model_measures (
  model_id text primary key,
  measure text not null
) strict, without rowid;
