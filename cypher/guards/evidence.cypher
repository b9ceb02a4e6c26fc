// Number of mentions that may be known of an entity e today. Where nothing is withheld, it is kept on the entity.
// @var e
// @param seeAll: boolean
CASE WHEN $seeAll THEN {e}.evidence ELSE COUNT {
  MATCH ({e})<-[{#x}:REFERS_TO]-({#m}:Mention)
  WHERE {#x}.endedBy IS NULL AND {{mention({#m})}}
} END
// @whole
{e}.evidence
