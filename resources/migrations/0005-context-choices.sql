-- JSON in the shape of contract/messages.ts: what was left out with the user's consent from here on.
alter table messages add column context text;
