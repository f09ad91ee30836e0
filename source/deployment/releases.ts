import data from '../../assets/releases.json' with {type: 'json'};

/** A release set: which application, on which database. */
interface Release {
	/** Of the application. */
	version: string;
	/** Whom it is for, in one sentence. */
	about: string;
	postgresMajor: number;
	images: Record<'app' | 'postgres' | 'redis' | 'nginx', {image: string}>;
}

/** A release set in words. */
export interface ReleaseWords {
	/** `Activepieces 0.85.2` */
	application: string;
	/** `PostgreSQL 17 with pgvector, Redis 7.4` */
	services: string;
	about: string;
}

const releases: Record<string, Release> = data.releases;

/** Where every release set tells by status and JSON whether its API works. */
export const {healthPath} = data;

export const defaultRelease = data.default;
/** The default first. */
export const releaseNames = [defaultRelease, ...Object.keys(releases).filter(name => name !== defaultRelease)];

/** What the release set `name` holds; undefined for a name that is none. */
export function releaseWords(name: string): ReleaseWords | undefined {
	const release = releases[name];
	if (!release) {
		return undefined;
	}

	const {version, about, postgresMajor, images} = release;
	const [, redis = ''] = /:(\d+\.\d+)/.exec(images.redis.image) ?? [];
	const vectors = images.postgres.image.includes('pgvector') ? ' with pgvector' : '';
	return {application: `Activepieces ${version}`, services: `PostgreSQL ${postgresMajor}${vectors}, Redis ${redis}`, about};
}

/** What the release set `name` runs: the application's version and each service's image. The default's for a name that is none. */
export function releaseParts(name: string): {version: string; images: Record<string, string>} {
	const {version, images} = releases[name] ?? releases[defaultRelease]!;
	return {version, images: Object.fromEntries(Object.entries(images).map(([service, {image}]) => [service, image]))};
}

/** `Activepieces 0.85.2, PostgreSQL 17 with pgvector, Redis 7.4`; empty for a name that is none. */
export function describeRelease(name: string): string {
	const words = releaseWords(name);
	return words ? `${words.application}, ${words.services}` : '';
}

/** Why a deployment that runs the release set `existing` is not set up as `wanted`, and what to do instead. */
export function otherRelease(existing: string, wanted: string): {cause: string; next: string} {
	const [from = existing, to = wanted] = [existing, wanted].map(name => releaseWords(name)?.application ?? name);
	return {
		cause: `This deployment has release ${existing} (${from}), and an existing deployment cannot be changed to release ${wanted} (${to}).`,
		next: `Run the same command again with --release ${existing}.`,
	};
}
