import {ActionError} from '../errors/kinds.ts';
import {protocolVersion} from './protocol.ts';

/** wasperctl on the machine is of another version of the protocol: it did nothing, and has to be replaced first. */
export class OtherProtocolError extends ActionError {
	constructor(
		/** Version of the program. */
		readonly version: string,
		/** Its version of the protocol, if it says. */
		readonly protocol: number | undefined,
	) {
		super({
			code: 'host.otherProtocol',
			cause: `wasperctl on the machine is ${version}, which uses version ${protocol ?? '?'} of the protocol; this tool uses version ${protocolVersion}.`,
			outcome: 'Nothing on the machine was changed.',
			next: 'Run create-wasper-azure with the answers of this deployment: it replaces wasperctl first.',
		});
	}
}
