using System.Collections.Immutable;
using System.Globalization;
using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects.Documents;
using Hl7.Fhir.Model;

namespace Gateway.Subjects;

/// <summary>
/// Walks a whole message and collects every claim about whose it is. It walks, instead of listing elements, so that no
/// element, extension or contained resource is ever forgotten.
/// </summary>
internal sealed class ClaimReader
{
    /// <summary>Each may be a question to the EHR, or a line of the answer: a document that names more people is nobody's record.</summary>
    private const int MostInDocuments = 100;
    private const int MostNames = 200;
    private const int LongestName = 400;

    private readonly ImmutableArray<ReferenceClaim>.Builder references = ImmutableArray.CreateBuilder<ReferenceClaim>();
    private readonly ImmutableArray<IdentityClaim>.Builder identities = ImmutableArray.CreateBuilder<IdentityClaim>();
    private readonly ImmutableArray<string>.Builder opaque = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<NameClaim>.Builder names = ImmutableArray.CreateBuilder<NameClaim>();
    private readonly HashSet<(ReferenceTarget Target, bool IsOwner)> seenInDocuments = [];
    private readonly ReadingBudget budget;
    private readonly IReadOnlyList<string> knownBases;

    private ClaimReader(IReadOnlyList<string> knownBases, TimeSpan longestPdf) => (this.knownBases, budget) = (knownBases, new ReadingBudget(longestPdf));

    /// <summary>Collects the claims.</summary>
    /// <param name="message">The message.</param>
    /// <param name="knownBases">The FHIR bases that are our own or the EHR's.</param>
    /// <param name="longestPdf">The time for reading one attached PDF; what takes longer counts as unreadable.</param>
    public static MessageClaims Read(Communication message, IReadOnlyList<string> knownBases, TimeSpan longestPdf)
    {
        var reader = new ClaimReader(knownBases, longestPdf);
        foreach (var (name, value) in message.EnumerateElements())
        {
            reader.Visit(value, $"Communication.{name}", RoleOf(name));
        }

        return new MessageClaims(
            reader.references.DrainToImmutable(), reader.identities.DrainToImmutable(), [.. reader.opaque.Distinct()])
        {
            Names = reader.names.DrainToImmutable(),
        };
    }

    private static ClaimRole RoleOf(string element) => element switch
    {
        "subject" => ClaimRole.Subject,
        "sender" => ClaimRole.Sender,
        "recipient" => ClaimRole.Recipient,
        _ => ClaimRole.Context,
    };

    private void Visit(object? value, string path, ClaimRole role)
    {
        switch (value)
        {
            case ResourceReference reference:
                Refer(reference, path, role);
                VisitChildren(reference, path, role);
                break;
            case Attachment attachment:
                VisitAttachment(attachment, path);
                break;
            case Binary binary:
                VisitDocument(AttachedDocument.Read(binary, budget), path);
                VisitChildren(binary, path, role);
                break;
            case Patient patient:
                Describe(IdentityOf(patient, path), path, role == ClaimRole.Document);
                VisitChildren(patient, path, role);
                break;
            case Base element:
                VisitChildren(element, path, role);
                break;
            case System.Collections.IEnumerable list and not string:
                VisitList(list, path, role);
                break;
        }
    }

    private void VisitList(System.Collections.IEnumerable list, string path, ClaimRole role)
    {
        var index = 0;
        foreach (var item in list)
        {
            Visit(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), role);
        }
    }

    // Within a reference, an extension or a contained resource, a further reference is context, whatever held it.
    private void VisitChildren(Base element, string path, ClaimRole role)
    {
        var inner = role == ClaimRole.Document ? ClaimRole.Document : ClaimRole.Context;
        foreach (var (name, child) in element.EnumerateElements())
        {
            if (child is Base or System.Collections.IEnumerable and not string)
            {
                Visit(child, $"{path}.{name}", inner);
            }
        }
    }

    // In a document only whom it names as patients counts, once each: a Bundle of a year's results says the same thing a thousand times.
    private void Refer(ResourceReference reference, string path, ClaimRole role)
    {
        var target = ReferenceTarget.Of(reference, knownBases);
        if (role == ClaimRole.Document)
        {
            var mayNamePatient = target is not ReferenceTarget.Literal { Key.Type: not "Patient" } and not ReferenceTarget.Contained;
            if (!mayNamePatient || !seenInDocuments.Add((target, StructuralPolicy.IsOwnerPath(path))))
            {
                return;
            }

            if (seenInDocuments.Count > MostInDocuments)
            {
                opaque.Add(DocumentOf(path));
                return;
            }
        }

        references.Add(new ReferenceClaim(path, role, target));
    }

    private void Describe(IdentityClaim identity, string path, bool isInDocument)
    {
        if (isInDocument && identities.Count >= MostInDocuments)
        {
            opaque.Add(DocumentOf(path));
            return;
        }

        identities.Add(identity);
    }

    private static string DocumentOf(string path) => path.IndexOf(".data", StringComparison.Ordinal) is > 0 and var end ? path[..end] : path;

    private void VisitAttachment(Attachment attachment, string path)
    {
        VisitChildren(attachment, path, ClaimRole.Context);
        Name(attachment.Title, $"{path}.title");
        Name(attachment.Url?.Split('?', '#')[0].TrimEnd('/').Split('/')[^1], $"{path}.url");
        VisitDocument(AttachedDocument.Read(attachment, budget), path);
    }

    private void VisitDocument(AttachedDocument read, string path)
    {
        switch (read)
        {
            case AttachedDocument.Fhir document:
                foreach (var (name, child) in document.Resource.EnumerateElements())
                {
                    Visit(child, $"{path}.data.{name}", ClaimRole.Document);
                }

                if (document.Resource is Patient patient)
                {
                    Describe(IdentityOf(patient, $"{path}.data"), path, isInDocument: true);
                }

                if (document.Resource is Binary binary)
                {
                    VisitDocument(AttachedDocument.Read(binary, budget), path);
                }

                break;
            case AttachedDocument.Describes described:
                foreach (var claim in described.Patients)
                {
                    Describe(claim with { Expression = $"{path}.data" }, path, isInDocument: true);
                }

                break;
            case AttachedDocument.Mentions mentioned:
                names.AddRange(mentioned.Names.Take(MostNames - Math.Min(names.Count, MostNames)).Select(name => name with { Expression = $"{path}.data" }));
                break;
            case AttachedDocument.Several several:
                foreach (var part in several.Parts)
                {
                    VisitDocument(part, path);
                }

                break;
            case AttachedDocument.Unreadable:
                opaque.Add(path);
                break;
            case AttachedDocument.NotClinical:
                break;
        }
    }

    private void Name(string? words, string path)
    {
        if (!string.IsNullOrWhiteSpace(words) && names.Count < MostNames)
        {
            names.Add(new NameClaim(path, NameSource.FileName, words.Length > LongestName ? words[..LongestName] : words));
        }
    }

    private static IdentityClaim IdentityOf(Patient patient, string path) => new(
        path,
        EhrResources.IdentifiersOf(patient.Identifier),
        EhrResources.NamesOf(patient.Name),
        EhrResources.DateOf(patient.BirthDate));
}
