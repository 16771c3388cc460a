using System.Globalization;
using Gateway.Charts;
using Gateway.Messages;
using Gateway.Subjects;
using Hl7.Fhir.Model;

namespace Gateway.Review;

/// <summary>
/// Takes out of a message that moves to another chart what tied it to the one it came from: the visit, the thread, the order. What it says, and
/// attachments and references in its payload, stays, and is judged.
/// </summary>
internal static class OtherContext
{
    /// <summary>True if something was taken out.</summary>
    public static bool DropFrom(Communication message, IntakeFacts facts)
    {
        if (facts.Chart is not { } chart)
        {
            return false;
        }

        var foreign = facts.Structure.References
            .Where(reference => reference.Claim.Role == ClaimRole.Context && reference.Owner switch
            {
                Lookup<ReferenceOwner>.Found { Facts.Charts: var charts } => !charts.Contains(chart.Id) && charts.Length > 0,
                Lookup<ReferenceOwner>.NotFound => true,
                _ => false,
            })
            .Select(reference => reference.Claim.Expression)
            .ToHashSet(StringComparer.Ordinal);
        var dropped = Drop(message.InResponseTo, "inResponseTo", foreign)
            + Drop(message.PartOf, "partOf", foreign)
            + Drop(message.BasedOn, "basedOn", foreign)
            + Drop(message.About, "about", foreign)
            + Drop(message.ReasonReference, "reasonReference", foreign);
        if (foreign.Contains("Communication.encounter"))
        {
            message.Encounter = null;
            dropped++;
        }

        return dropped > 0;
    }

    private static int Drop(List<ResourceReference> references, string element, HashSet<string> foreign)
    {
        var dropped = 0;
        for (var index = references.Count - 1; index >= 0; index--)
        {
            // What is contained, or on no server, is no part of another chart.
            if (references[index].Reference is [not '#', ..] or null
                && foreign.Contains(string.Create(CultureInfo.InvariantCulture, $"Communication.{element}[{index}]")))
            {
                references.RemoveAt(index);
                dropped++;
            }
        }

        return dropped;
    }
}
