/** The credentials that are used here. Whoever loads the package itself has all of them bundled. */
export {
	AzureCliCredential,
	ClientCertificateCredential,
	ClientSecretCredential,
	DeviceCodeCredential,
	InteractiveBrowserCredential,
} from '@azure/identity';
