namespace Sandbox.Ehr.Hl7v2;

/// <summary>The EHR's door for HL7 v2, where its flavour has one.</summary>
internal static class Hl7v2Setup
{
    public static void AddHl7v2(this WebApplicationBuilder builder, SandboxOptions options)
    {
        if (options.EhrFlavour == EhrFlavour.Hl7v2)
        {
            builder.Services.AddSingleton<MdmArchive>();
            builder.Services.AddHostedService<MdmReceiver>();
        }
    }
}
