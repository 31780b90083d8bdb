/** Whether a release there needs what people decide: approvals, gates, or both. */
export function isProtected(environment: {
  requiredApprovals: number;
  requiresGates: boolean;
}): boolean {
  return environment.requiredApprovals > 0 || environment.requiresGates;
}
