import { config } from 'zod'

// Before any schema is made: zod would try whether it may write code of its own, and the content
// security policy would rightly stop it.
config({ jitless: true })
