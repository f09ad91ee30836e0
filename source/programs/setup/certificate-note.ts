import {noteCertificate} from '../../environment/certificate-ledger.ts';
import type {Reporter} from '../../reporters/reporter.ts';
import type {RunEvent} from '../../runner/events.ts';

/** Notes each certificate that a run got, since the authority gives only some a week. A note that can't be written is not worth a word. */
export class CertificateNote implements Reporter {
	#writing: Promise<void> | undefined;

	constructor(readonly folder: string) {}

	handle(event: RunEvent): void {
		if (event.type === 'step.finished' && event.step === 'tls.certificate' && event.outcome === 'created') {
			this.#writing = noteCertificate(this.folder, new Date()).catch(() => {});
		}
	}

	async close(): Promise<void> {
		await this.#writing;
	}
}
