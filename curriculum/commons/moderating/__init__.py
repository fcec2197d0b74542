"""Reviews that harm: reported by readers, hidden and shown again by the network's stewards."""
