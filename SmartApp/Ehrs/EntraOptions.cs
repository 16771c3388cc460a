namespace SmartApp.Ehrs;

/// <summary>The directory whose administrators come to run the gateway and to read its trail. Without its section nobody signs in there.</summary>
internal sealed class EntraOptions
{
    public const string Section = "Entra";

    /// <summary>How it is named in addresses of ours, where EHRs have their <see cref="EhrOptions.Id"/>; so none may be called that.</summary>
    public const string Id = "entra";

    /// <summary>The one tenant whose accounts are taken.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>The application (client) id of the add-on's registration.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The scope of the gateway's API that tokens are asked for, such as <c>api://{client id of the gateway}/operate</c>.</summary>
    public string Scope { get; set; } = "";

    /// <summary>A secret that the registration has; better is a certificate.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>A PKCS#12 file with the certificate that the registration knows, and its private key.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The same as text, in Base64, for secrets that come as an environment variable.</summary>
    public string Certificate { get; set; } = "";

    public string CertificatePassword { get; set; } = "";

    /// <summary>The FHIR base of the gateway that is run; that of the EHRs, where they have one in common.</summary>
    public string GatewayBase { get; set; } = "";

    /// <summary>The cloud; others than the public one have addresses of their own.</summary>
    public string Instance { get; set; } = "https://login.microsoftonline.com";

    /// <summary>Something is said about it, so that all of it has to be right.</summary>
    public bool IsThere { get; private set; }

    /// <summary>The <c>iss</c> of its tokens.</summary>
    public string Issuer => $"{Instance.TrimEnd('/')}/{TenantId}/v2.0";

    /// <summary>What launches of administrators lean on: the gateway, and no EHR.</summary>
    public EhrOptions Server => new() { Id = Id, Name = "Entra ID", FhirBase = GatewayBase, Issuer = Issuer, GatewayBase = GatewayBase, ClientId = ClientId };

    public static EntraOptions Of(IConfiguration configuration)
    {
        var options = new EntraOptions();
        options.Read(configuration);
        return options;
    }

    public void Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        IsThere = section.Exists();
        section.Bind(this);
        if (GatewayBase.Length == 0)
        {
            var gateways = configuration.GetSection($"{SmartAppOptions.Section}:{nameof(SmartAppOptions.Ehrs)}").GetChildren()
                .Select(ehr => ehr[nameof(EhrOptions.GatewayBase)]).OfType<string>().Distinct().ToList();
            GatewayBase = gateways is [var only] ? only : "";
        }
    }
}
