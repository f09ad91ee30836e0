import {Secret} from '../../deployment/secret.ts';

// Without characters that are mistaken for one another, so that it can be read aloud.
const letters = 'abcdefghijkmnopqrstuvwxyz';
const capitals = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';
const marks = '-_.+=';

/** A password of 24 characters, about 140 bits, with every class that a policy might ask for. */
export async function generatePassword(): Promise<Secret> {
	// Loading it takes a sixth of Node's own start, and --help needs the questions at once.
	const {randomInt} = await import('node:crypto');
	const pick = (alphabet: string) => alphabet[randomInt(alphabet.length)]!;
	const all = letters + capitals + digits;
	const characters = [pick(letters), pick(capitals), pick(digits), pick(marks), ...Array.from({length: 20}, () => pick(all))];
	for (let index = characters.length - 1; index > 0; index--) {
		const other = randomInt(index + 1);
		[characters[index], characters[other]] = [characters[other]!, characters[index]!];
	}
	return new Secret(characters.join(''));
}
