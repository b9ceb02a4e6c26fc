// An entity e may be known to have existed at a recorded time.
// @var e
// @param recorded: DateTime
EXISTS {
  MATCH ({e})<-[{#x}:REFERS_TO]-({#m}:Mention)
  WHERE {#x}.recordedFrom <= $recorded AND {#x}.recordedTo > $recorded AND {{mention({#m})}}
        AND {{freeAsOf({#m})}}
}
