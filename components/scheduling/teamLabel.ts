/** Marks a team's namespace: Kueue manages what runs there, and the team's queue takes no other's work. */
export const teamLabel = "aidc.dev/team";
