import type {SandboxAuthority} from '../foundation/certificates.ts';
import type {Book} from './book.ts';
import type {Internet} from './validation.ts';

/** What answering takes. */
export interface Services {
	book: Book;
	authority: SandboxAuthority;
	internet: Internet;
	/** Milliseconds. */
	validationDelay: number;
	/** Authorizations that are being validated now. */
	validating: Set<string>;
	/** `https://127.0.0.1:PORT` */
	base: string;
	signal: AbortSignal;
}
