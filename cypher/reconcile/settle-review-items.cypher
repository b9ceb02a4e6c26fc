// Says what some items are worth now, and which of them wait for nobody any more: their sides are one, a side no longer
// stands, somebody judged them, or the judgement that they are about is over.
// @write
// @param ids: readonly string[]
// @allow Eager: what is looked for is changed; one batch
UNWIND $ids AS id
MATCH (i:ReviewItem {id: id})
WITH i, COLLECT {
  MATCH (i)-[:ABOUT {isRight: false}]->(:Mention)-[x:REFERS_TO]->(e:Entity) WHERE x.endedBy IS NULL RETURN DISTINCT e
} AS ours, COLLECT {
  MATCH (i)-[:ABOUT {isRight: true}]->(:Mention)-[x:REFERS_TO]->(e:Entity) WHERE x.endedBy IS NULL RETURN DISTINCT e
} AS theirs, EXISTS {
  MATCH (i)-[:ABOUT {isRight: false}]->(:Mention)<-[a:ABOUT]-(j:Judgement)-[b:ABOUT]->(:Mention)<-[:ABOUT {isRight: true}]-(i)
  WHERE j.state IN ['LIVE', 'WAITING'] AND (j.verdict <> 'DIFFERENT' OR a.isRight <> b.isRight)
} AS isJudged, head(COLLECT { MATCH (j:Judgement {id: i.judgement}) RETURN j.state }) AS judgementState
WITH i, ours, theirs, isJudged, judgementState, EXISTS {
  MATCH (i)-[:ABOUT {isRight: false}]->(:Mention)<-[a:ABOUT]-(j:Judgement)-[b:ABOUT]->(:Mention)<-[:ABOUT {isRight: true}]-(i)
  WHERE j.state IN ['LIVE', 'WAITING'] AND j.at > i.notedAt AND (j.verdict <> 'DIFFERENT' OR a.isRight <> b.isRight)
} AS isJudgedSince, EXISTS {
  MATCH (:Correction {id: i.correction})-[:CORRECTS]->(d:Discrepancy) WHERE d.state = 'OPEN'
} AS isOpen, COLLECT {
  UNWIND ours + theirs AS e
  MATCH (e)<-[x:REFERS_TO]-(m:Mention)
  WHERE x.endedBy IS NULL
  WITH m LIMIT 500
  MATCH (:Dataset {id: m.dataset})<-[:OWNS]-(d:Department)
  RETURN DISTINCT d.id
} AS departments
WITH i, departments, reduce(sum = 0, e IN ours + theirs | sum + e.evidence) AS records,
     CASE i.kind
       WHEN 'CONFLICT' THEN coalesce(judgementState, '') <> 'CONTESTED'
       WHEN 'OUTDATED' THEN coalesce(judgementState, '') <> 'LIVE'
       WHEN 'DISPUTED' THEN isJudgedSince OR NOT isOpen OR NOT any(e IN ours WHERE e IN theirs)
       ELSE size(ours) = 0 OR (i.isPair AND (size(theirs) = 0 OR isJudged)) OR any(e IN ours WHERE e IN theirs)
     END AS isDone
SET i.records = records, i.departments = departments, i.worth = i.uncertainty * records * size(departments)
SET i.state = CASE WHEN i.state = 'OPEN' AND isDone THEN 'DONE' ELSE i.state END
