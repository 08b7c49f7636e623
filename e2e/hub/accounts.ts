/** What a token of a test account may do. */
export interface Token {
  account: string
  role: 'read' | 'write' | 'fineGrained'
  /** For fine-grained ones: may read the gated repositories its account may. */
  readsGated: boolean
}

export type LicenceState = 'none' | 'pending' | 'accepted'

/** Who is who, and who accepted which licence. */
export interface Accounts {
  /** By the token itself. */
  tokens: Map<string, Token>
  licence(account: string, repository: string): LicenceState
  setLicence(account: string, repository: string, state: LicenceState): void
  reset(): void
}

/** Tokens of the standard content; nothing like them opens anything anywhere. */
export const testTokens = {
  /** Reads all that its account may. */
  reader: 'hf_test_reader',
  /** Same account, fine-grained, without the right to gated repositories. */
  narrow: 'hf_test_narrow',
  /** The account that owns the private repository. */
  owner: 'hf_test_owner',
} as const

/** The account a browser is signed in with on the hub's pages. */
export const browserAccount = 'reader'

export function createAccounts(): Accounts {
  const licences = new Map<string, LicenceState>()
  const key = (account: string, repository: string) => `${account} ${repository}`
  return {
    tokens: new Map<string, Token>([
      [testTokens.reader, { account: 'reader', role: 'read', readsGated: true }],
      [testTokens.narrow, { account: 'reader', role: 'fineGrained', readsGated: false }],
      [testTokens.owner, { account: 'owner', role: 'write', readsGated: true }],
    ]),
    licence: (account, repository) => licences.get(key(account, repository)) ?? 'none',
    setLicence(account, repository, state) {
      licences.set(key(account, repository), state)
    },
    reset() {
      licences.clear()
    },
  }
}
