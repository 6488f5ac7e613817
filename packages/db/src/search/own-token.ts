/** Words of one user are apart from the same words of others, so that a search reads that user's messages only. */
export function ownToken(userId: bigint, token: string): string {
  return `${userId.toString(36)}:${token}`
}
