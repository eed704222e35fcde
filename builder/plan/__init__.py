"""What is tracked: slots and their lock, the plan that the player runs on."""
