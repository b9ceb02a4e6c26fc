// Deliveries in any state.
true
