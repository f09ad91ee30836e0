import type {SiteChoices} from '../../deployment/choices.ts';
import type {Secret} from '../../deployment/secret.ts';
import {findSavedPassword, savePassword} from '../../environment/saved-password.ts';
import {shortPath} from '../../environment/short-path.ts';
import type {Summary} from '../../runner/events.ts';

/** The owner's password. A generated one is kept on this computer when the account is about to be created with it, and never before. */
export class OwnerPassword {
	readonly #owner: SiteChoices['owner'];
	readonly #folder: string;
	#isUsed = false;

	/** `folder` is where this computer keeps what belongs to the deployment. */
	constructor(owner: SiteChoices['owner'], folder: string) {
		this.#owner = owner;
		this.#folder = folder;
	}

	/** The password for the account that is created now; one that an interrupted run generated counts. */
	readonly use = async (): Promise<Secret> => {
		const {password, generated} = this.#owner;
		this.#isUsed = true;
		return generated ? (await savePassword(this.#folder, password)).password : password;
	};

	/** Where it is on this computer. Of an account that existed before the run, only what an earlier run kept there is known. */
	async place(): Promise<Summary['secrets']> {
		const path = this.#owner.generated ? await findSavedPassword(this.#folder) : undefined;
		return path === undefined ? [] : [{what: this.#isUsed ? "Owner's password" : "Owner's first password", where: shortPath(path)}];
	}
}

/** Where the secrets of a deployment are. */
export async function secretPlaces(ownerPassword: OwnerPassword, privateKeyPath: string): Promise<Summary['secrets']> {
	return [
		...(await ownerPassword.place()),
		{what: 'SSH key', where: shortPath(privateKeyPath)},
		{what: 'Keys of Wasper and its database', where: 'on the machine, readable by root only'},
	];
}
