import data from '../../assets/releases.json' with {type: 'json'};

/** A release set: which application, on which database. */
interface Release {
	/** Of the application. */
	version: string;
	postgresMajor: number;
}

const releases: Record<string, Release> = data.releases;

export const defaultRelease = data.default;
/** The default first. */
export const releaseNames = [defaultRelease, ...Object.keys(releases).filter(name => name !== defaultRelease)];

/** `Wasper 0.85.2 on PostgreSQL 17`; empty for a name that is none. */
export function describeRelease(name: string): string {
	const release = releases[name];
	return release ? `Wasper ${release.version} on PostgreSQL ${release.postgresMajor}` : '';
}
