using Sandbox.Families;

namespace Sandbox;

/// <summary>Where the parts of the sandbox live; every address that one part tells another is derived from here.</summary>
internal sealed record SandboxOptions
{
    public Uri EhrUrl { get; init; } = new("http://127.0.0.1:5090");

    public Uri GatewayUrl { get; init; } = new("http://127.0.0.1:5080");

    public Uri SmartAppUrl { get; init; } = new("http://127.0.0.1:5070");

    public string DataDirectory { get; init; } = Path.Combine(Path.GetTempPath(), $"fhir-messaging-sandbox-{Environment.UserName}");

    /// <summary>Begin with an emptied data directory.</summary>
    public bool Fresh { get; init; }

    /// <summary>The EHR takes an update that marks a message as entered in error. Without it the EHR is as Epic's: create, read and search.</summary>
    public bool EhrTakesUpdates { get; init; }

    /// <summary>By whose contract the EHR takes messages.</summary>
    public EhrFlavour EhrFlavour { get; init; }

    /// <summary>Where an EHR that takes HL7 v2 listens for it, on loopback.</summary>
    public int MllpPort { get; init; } = 5091;

    /// <summary>Where the EHR's FHIR API is reached by TLS too, on loopback, and the gateway is told to; HL7 v2 is then taken by TLS alone. Null for an EHR without TLS.</summary>
    public int? TlsPort { get; init; }

    /// <summary>How many families there are beside those with a name in the documents.</summary>
    public int Families { get; init; } = GeneratedHouseholds.Number;

    public SandboxPart Parts { get; init; } = SandboxPart.All;

    public string EhrFhirBase => $"{Origin(EhrUrl)}/fhir";

    /// <summary>The EHR's FHIR base as the gateway is told it, and as tokens name persons.</summary>
    public string EhrFhirBaseOfGateway => $"{EhrOriginOfGateway}/fhir";

    /// <summary>Where an EHR in Oracle's manner takes what patients write.</summary>
    public string PatientMessages => $"{EhrOriginOfGateway}/patient-messages";

    /// <summary>Where an EHR that takes HL7 v2 takes it.</summary>
    public string MllpAddress => $"{(TlsPort is null ? "mllp" : "mllps")}://127.0.0.1:{MllpPort}";

    public string GatewayFhirBase => $"{Origin(GatewayUrl)}/fhir";

    /// <summary>The <c>iss</c> of every token; with the slash that <see cref="Uri"/> gives an origin.</summary>
    public string Issuer => $"{Origin(EhrUrl)}/";

    public string TokenEndpoint => $"{Origin(EhrUrl)}/oauth2/token";

    public string GatewayKeyFile => Path.Combine(DataDirectory, "gateway-key.jwk.json");

    public string SmartAppKeyFile => Path.Combine(DataDirectory, "smartapp-key.jwk.json");

    /// <summary>The key of the tokens that the gateway itself gives to systems.</summary>
    public string GatewaySignInKeyFile => Path.Combine(DataDirectory, "gateway-sign-in.pem");

    /// <summary>The authority that the EHR's certificates are of, which a gateway that comes by TLS trusts.</summary>
    public string EhrAuthorityFile => Path.Combine(DataDirectory, "ehr-authority.pem");

    private string EhrOriginOfGateway => TlsPort is { } port ? $"https://127.0.0.1:{port}" : Origin(EhrUrl);

    /// <summary>The EHR's FHIR base as whoever sent the request knows it.</summary>
    public string EhrFhirBaseOf(HttpRequest request) => request.IsHttps ? EhrFhirBaseOfGateway : EhrFhirBase;

    public static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
