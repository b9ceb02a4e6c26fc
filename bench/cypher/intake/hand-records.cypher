// Creates Record nodes.
UNWIND $rows AS row
CREATE (:Record {
  id: row.id, dataset: row.dataset, key: row.key, hash: row.hash, shape: row.shape, definition: row.definition,
  delivery: row.delivery, raw: row.raw, layouts: row.layouts, statedAt: row.statedAt, recordedFrom: row.recordedFrom,
  recordedTo: row.recordedTo, validFrom: row.validFrom, validTo: row.validTo, precision: row.precision,
  originalLongitude: row.originalLongitude, originalLatitude: row.originalLatitude,
  coordinateSystem: row.coordinateSystem, pointFlags: row.pointFlags, point: row.point, cell: row.cell, momentCell: row.momentCell, spanCell: row.spanCell,
  eventDataset: row.eventDataset, version: row.version
})
