// Deliveries in one state.
// @param state: string
d.state = $state
