// An entity e may be known to exist today or to have existed: something that was ever taken for it may.
// @var e
EXISTS {
  MATCH ({e})<-[:REFERS_TO]-({#m}:Mention)
  WHERE {{mention({#m})}}
}
