"""Excel, OpenDocument and CSV files on their way in and out; no rules of the cases live here."""
