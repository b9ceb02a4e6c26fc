// Notes which areas are kept now, so that every process reads them anew.
// @write
// @param hash: string
MERGE (h:AreaHistory {name: 'areas'})
SET h.hash = $hash
