/** Labels of a node, as one word, to the statement that a person would write for them; in the order of writing. */
export const HAND_NODES: Readonly<Record<string, string>> = {
  Department: 'hand-departments',
  Dataset: 'hand-datasets',
  Definition: 'hand-definitions',
  RowLayout: 'hand-layouts',
  Delivery: 'hand-deliveries',
  Record: 'hand-records',
  RecordVersion: 'hand-record-versions',
  Mention: 'hand-mentions',
  MentionVersion: 'hand-mention-versions',
  'Entity:Person': 'hand-persons',
  'Entity:Organization': 'hand-organizations',
  'Entity:Thing': 'hand-things',
  'Entity:Place': 'hand-places',
  'Entity:Event': 'hand-events',
  Identifier: 'hand-identifiers',
  IdentityEvent: 'hand-identity-events',
  QuarantinedRow: 'hand-quarantined-rows',
};

/** The same for relationships, by the first label of the start and the type. */
export const HAND_RELATIONSHIPS: Readonly<Record<string, string>> = {
  'Department OWNS': 'hand-owns',
  'Delivery OF': 'hand-of',
  'Record IN': 'hand-in',
  'RecordVersion IN': 'hand-versions-in',
  'Record WAS': 'hand-records-were',
  'Mention WAS': 'hand-mentions-were',
  'Record MENTIONS': 'hand-mentions-of',
  'Mention RELATES': 'hand-relates',
  'Mention REFERS_TO': 'hand-refers-to',
  'Mention IDENTIFIED_BY': 'hand-identified-by',
  'Identifier DENOTES': 'hand-denotes',
  'Entity LINK': 'hand-links',
  'IdentityEvent CAUSED_BY': 'hand-caused-by',
  'IdentityEvent ABOUT': 'hand-about',
};
