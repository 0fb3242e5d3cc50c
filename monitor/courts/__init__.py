"""What law and courts are: the registry of courts, docket numbers, judges, dispositions, kinds of relief."""
