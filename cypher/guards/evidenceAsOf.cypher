// Number of mentions that may be known of an entity e as of a recorded time.
// @var e
// @param recorded: DateTime
COUNT {
  MATCH ({e})<-[{#x}:REFERS_TO]-({#m}:Mention)
  WHERE {#x}.recordedFrom <= $recorded AND {#x}.recordedTo > $recorded AND {{mention({#m})}}
        AND {{freeAsOf({#m})}}
}
