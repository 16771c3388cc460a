using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Rest;

/// <summary>A request's body as it came, and the format it is in: the one door through which resources arrive.</summary>
internal readonly record struct FhirBody(FhirFormat Format, ReadOnlyMemory<byte> Content)
{
    /// <summary>415 unless the body says that it is FHIR JSON or FHIR XML.</summary>
    public static Refused? ObjectionTo(HttpRequest request) => FhirContent.FormatOf(request.ContentType) is not null
        ? null
        : new Refused(
            StatusCodes.Status415UnsupportedMediaType,
            [
                new Issue(
                    OperationOutcome.IssueType.NotSupported,
                    "Send the resource as application/fhir+json or application/fhir+xml in UTF-8, FHIR version 4.0, and say so in Content-Type."),
            ]);

    /// <summary>Reads the body of a request that <see cref="ObjectionTo"/> has nothing against.</summary>
    /// <exception cref="BadHttpRequestException">The body is longer than <paramref name="limit"/>, or not of a type that is read.</exception>
    public static async ValueTask<FhirBody> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var format = FhirContent.FormatOf(request.ContentType)
            ?? throw new BadHttpRequestException("The body is not FHIR.", StatusCodes.Status415UnsupportedMediaType);
        return new FhirBody(format, await RequestBody.ReadAsync(request, limit, cancellationToken));
    }

    /// <summary>Parses strictly; ask for <see cref="Resource"/> to take any type.</summary>
    public bool TryParse<T>([NotNullWhen(true)] out T? resource, out ImmutableArray<Issue> issues)
        where T : Resource => Format switch
        {
            FhirFormat.Json => FhirJson.TryParse(Content, out resource, out issues),
            FhirFormat.Xml => FhirXml.TryParse(Content, out resource, out issues),
        };
}
