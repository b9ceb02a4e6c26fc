// A record whose time is over: what it speaks of ended, or it was withdrawn, or it was last stated, before the limit; or an erasure that was
// cut short has ended it.
// @system what is kept too long is erased for the product
CASE
  WHEN r.validTo < $openEnd OR r.endedBy IS NOT NULL
    THEN r.validTo <= $before
         OR (r.endedBy IS NOT NULL AND COLLECT {
           MATCH (x:Delivery {id: r.endedBy})
           RETURN CASE WHEN x.kind = 'RETENTION' THEN $before ELSE x.statedAt END
         }[0] <= $before)
  ELSE $standingToo AND r.statedAt <= $before
END
