namespace Sandbox;

/// <summary>What the sandbox prints when it is up: where everything is, and two commands to try.</summary>
internal static class Welcome
{
    public static string Text(SandboxOptions options)
    {
        var lines = new List<string> { "", "The sandbox is running. Its people are made up; do not put real patients in it.", "" };
        AddAddresses(lines, options);
        if (options.Parts == SandboxPart.All)
        {
            lines.AddRange(["", "A message that Susie Smith sends from her own chart is accepted (201) and filed in the EHR:", ""]);
            lines.Add(Command(options, "I need a refill of my lisinopril please, I have three tablets left."));
            lines.AddRange(["", "The same from her chart, but about her son, is caught before it reaches a chart:", ""]);
            lines.Add(Command(options, "Johnny got a fever today"));
        }

        lines.AddRange(["", "Ctrl-C stops it.", ""]);
        return string.Join(Environment.NewLine, lines);
    }

    private static void AddAddresses(List<string> lines, SandboxOptions options)
    {
        void Add(SandboxPart part, string name, string address)
        {
            if (options.Parts.HasFlag(part))
            {
                lines.Add($"  {name,-22}{address}");
            }
        }

        var ehr = SandboxOptions.Origin(options.EhrUrl);
        Add(SandboxPart.Gateway, "Gateway (FHIR)", options.GatewayFhirBase);
        Add(SandboxPart.Gateway, "Gateway (try it)", $"{SandboxOptions.Origin(options.GatewayUrl)}/docs");
        Add(SandboxPart.Ehr, "EHR (FHIR)", options.EhrFhirBase);
        if (options.TlsPort is not null)
        {
            Add(SandboxPart.Ehr, "EHR (FHIR by TLS)", options.EhrFhirBaseOfGateway);
        }

        Add(SandboxPart.Ehr, "EHR sign-in (SMART)", $"{options.EhrFhirBase}/.well-known/smart-configuration");
        Add(SandboxPart.Ehr, "Launch an app", $"{ehr}/sandbox/launcher");
        Add(SandboxPart.Ehr, "Tokens for scripts", $"{ehr}/sandbox/token");
        if (options.EhrFlavour == EhrFlavour.Hl7v2)
        {
            Add(SandboxPart.Ehr, "EHR (HL7 v2)", options.MllpAddress);
        }

        Add(SandboxPart.SmartApp, "SmartApp", SandboxOptions.Origin(options.SmartAppUrl));
        lines.Add($"  {"Data",-22}{options.DataDirectory}");
    }

    private static string Command(SandboxOptions options, string text)
    {
        var message = $$"""{"resourceType":"Communication","status":"completed","subject":{"reference":"Patient/susie-smith"},"sender":{"reference":"Patient/susie-smith"},"recipient":[{"reference":"Practitioner/dr-lee"}],"payload":[{"contentString":"{{text}}"}]}""";
        var token = $"TOKEN=$(curl -s {SandboxOptions.Origin(options.EhrUrl)}/sandbox/token -d user=susie-smith | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')";
        return $"{token}; curl -i {options.GatewayFhirBase}/Communication -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/fhir+json' -d '{message}'";
    }
}
