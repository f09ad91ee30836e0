import {invalidParameter} from '../errors.ts';
import type {MachineProperties} from './machine-model.ts';

/** Names that Azure gives to nobody. */
const forbiddenUsers = new Set(
	(
		'administrator admin user user1 test user2 test1 user3 admin1 1 123 a actuser adm admin2 aspnet backup console david guest john owner root server sql ' +
		'support support_388945a0 sys test2 test3 user4 user5'
	).split(' '),
);
const customDataLimit = 65_535;
const base64 = /^(?:[a-z\d+/]{4})*(?:[a-z\d+/]{2}==|[a-z\d+/]{3}=)?$/i;

/** Checks the administrator's sign-in of a new machine, and its cloud-init data. */
export function checkLogin({
	adminUsername,
	adminPassword,
	computerName,
	customData,
	linuxConfiguration,
}: MachineProperties['osProfile']): void {
	if (!/^[a-z_][a-z\d_.-]{0,63}$/i.test(adminUsername) || forbiddenUsers.has(adminUsername.toLowerCase())) {
		throw invalidParameter('adminUsername', 'The Admin Username specified is not allowed.');
	}

	if (!/^[a-z\d]([a-z\d-]{0,62}[a-z\d])?$/i.test(computerName)) {
		throw invalidParameter(
			'computerName',
			'Linux host name cannot exceed 64 characters in length or contain the following characters: ` ~ ! @ # $ % ^ & * ( ) = + _ [ ] { } \\ | ; : . \' " , < > / ?.',
		);
	}

	const keys = linuxConfiguration?.ssh?.publicKeys ?? [];
	if (linuxConfiguration?.disablePasswordAuthentication ? keys.length === 0 : !adminPassword) {
		throw invalidParameter(
			'linuxConfiguration',
			'Authentication using either SSH or by user name and password must be enabled in Linux profile.',
		);
	}

	const path = `/home/${adminUsername}/.ssh/authorized_keys`;
	for (const key of keys) {
		if (key.path !== path) {
			throw invalidParameter(
				'linuxConfiguration.ssh.publicKeys.path',
				`Destination path for SSH public keys is currently limited to its default value ${path} due to a known issue in Linux provisioning agent.`,
			);
		}

		if (!isUsableKey(key.keyData)) {
			throw invalidParameter('linuxConfiguration.ssh.publicKeys.keyData');
		}
	}

	if (customData !== undefined && (!base64.test(customData) || Buffer.from(customData, 'base64').length > customDataLimit)) {
		throw invalidParameter(
			'customData',
			'Custom data in OSProfile must be in Base64 encoding and with a maximum length of 87380 characters.',
		);
	}
}

/** Azure takes RSA keys of 2048 bits and more, and ed25519; nothing else. */
function isUsableKey(keyData: string): boolean {
	const [kind = '', encoded = ''] = keyData.trim().split(/\s+/);
	const fields = readFields(Buffer.from(encoded, 'base64'));
	if (fields[0]?.toString() !== kind) {
		return false;
	}

	if (kind === 'ssh-ed25519') {
		return fields[1]?.length === 32;
	}

	// The modulus of 2048 bits takes 256 bytes and a leading zero.
	return kind === 'ssh-rsa' && (fields[2]?.length ?? 0) >= 257;
}

/** The length-prefixed fields of an SSH public key. */
function readFields(blob: Buffer): Buffer[] {
	const fields: Buffer[] = [];
	for (let offset = 0; offset + 4 <= blob.length;) {
		const end = offset + 4 + blob.readUInt32BE(offset);
		fields.push(blob.subarray(offset + 4, end));
		offset = end;
	}

	return fields;
}
