"""Pages of bulletins, summaries and reports upward."""
