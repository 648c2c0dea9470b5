"""Review, re-review, objection to a refusal, withdrawal, termination and its re-examination."""
