"""Several readings of one seed: how far they agree, what they do not share, and one sidecar of them."""
