using System.Collections.Immutable;
using System.Globalization;
using Gateway.Charts;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Subjects;

/// <summary>
/// Walks a whole message and collects every claim about whose it is. It walks, instead of listing elements, so that no
/// element, extension or contained resource is ever forgotten.
/// </summary>
internal sealed class ClaimReader
{
    private readonly ImmutableArray<ReferenceClaim>.Builder references = ImmutableArray.CreateBuilder<ReferenceClaim>();
    private readonly ImmutableArray<IdentityClaim>.Builder identities = ImmutableArray.CreateBuilder<IdentityClaim>();
    private readonly ImmutableArray<string>.Builder opaque = ImmutableArray.CreateBuilder<string>();
    private readonly IReadOnlyList<string> knownBases;

    private ClaimReader(IReadOnlyList<string> knownBases) => this.knownBases = knownBases;

    /// <summary>Collects the claims; <paramref name="knownBases"/> are the FHIR bases that are our own or the EHR's.</summary>
    public static MessageClaims Read(Communication message, IReadOnlyList<string> knownBases)
    {
        var reader = new ClaimReader(knownBases);
        foreach (var (name, value) in message.EnumerateElements())
        {
            reader.Visit(value, $"Communication.{name}", RoleOf(name));
        }

        return new MessageClaims(
            reader.references.DrainToImmutable(), reader.identities.DrainToImmutable(), reader.opaque.DrainToImmutable());
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
                references.Add(new ReferenceClaim(path, role, ReferenceTarget.Of(reference, knownBases)));
                VisitChildren(reference, path, role);
                break;
            case Attachment attachment:
                VisitAttachment(attachment, path);
                break;
            case Patient patient:
                identities.Add(IdentityOf(patient, path));
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

    private void VisitAttachment(Attachment attachment, string path)
    {
        VisitChildren(attachment, path, ClaimRole.Context);
        switch (AttachedDocument.Read(attachment))
        {
            case AttachedDocument.Fhir document:
                foreach (var (name, child) in document.Resource.EnumerateElements())
                {
                    Visit(child, $"{path}.data.{name}", ClaimRole.Document);
                }

                if (document.Resource is Patient patient)
                {
                    identities.Add(IdentityOf(patient, $"{path}.data"));
                }

                break;
            case AttachedDocument.Describes described:
                identities.AddRange(described.Patients.Select(patient => patient with { Expression = $"{path}.data" }));
                break;
            case AttachedDocument.Unreadable:
                opaque.Add(path);
                break;
            case AttachedDocument.NotClinical:
                break;
        }
    }

    private static IdentityClaim IdentityOf(Patient patient, string path) => new(
        path,
        EhrResources.IdentifiersOf(patient.Identifier),
        EhrResources.NamesOf(patient.Name),
        EhrResources.DateOf(patient.BirthDate));
}
