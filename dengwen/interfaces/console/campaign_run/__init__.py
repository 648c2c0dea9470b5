"""A whole campaign, run day by day on a simulated calendar; every deed goes through a verb."""
