// An entity e may be known to exist today: something of it may.
// @var e
EXISTS {
  MATCH ({e})<-[{#x}:REFERS_TO]-({#m}:Mention)
  WHERE {#x}.endedBy IS NULL AND {{mention({#m})}}
}
