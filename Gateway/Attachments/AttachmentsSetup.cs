using Microsoft.Extensions.Options;

namespace Gateway.Attachments;

/// <summary>What is attached to messages: of which kinds, free of malware, and of what cameras write besides.</summary>
internal static class AttachmentsSetup
{
    public static WebApplicationBuilder AddAttachments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ScanningOptions>, ScanningOptionsValidator>();
        builder.Services.AddOptions<ScanningOptions>().BindConfiguration(ScanningOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<MalwareScanner>();
        return builder;
    }
}
