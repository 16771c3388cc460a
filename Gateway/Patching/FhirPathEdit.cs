using System.Diagnostics;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>Does one FHIRPath Patch operation to a resource, by the rules of R4's fhirpatch.html.</summary>
internal static class FhirPathEdit
{
    /// <summary>Changes the resource in place; answers what stands against it, or null.</summary>
    public static Issue? Do(FhirPathOperation operation, Resource resource) => operation switch
    {
        FhirPathOperation.Add add => Add(add, resource),
        FhirPathOperation.Insert insert => Insert(insert, resource),
        FhirPathOperation.Delete delete => Delete(delete, resource),
        FhirPathOperation.Replace replace => Replace(replace, resource),
        FhirPathOperation.Move move => Move(move, resource),
        _ => throw new UnreachableException(),
    };

    private static Issue? Add(FhirPathOperation.Add add, Resource resource)
    {
        if (add.Path.Find(resource) is not [var node] || !IsWithin(node, resource))
        {
            return NotOne(add);
        }

        if (ElementSlot.Of(node.Poco, add.Name) is not { } slot)
        {
            return Fault(add, "the element at its path has no child of that name.");
        }

        if (!slot.IsList && !slot.IsEmpty)
        {
            return Fault(add, "that element is there already, and does not repeat: replace it.");
        }

        var (value, fault) = add.Value.For(slot.Element);
        if (value is not null)
        {
            slot.Append(value);
        }

        return fault;
    }

    private static Issue? Delete(FhirPathOperation.Delete delete, Resource resource)
    {
        switch (delete.Path.Find(resource))
        {
            // R4: "Path of the element to delete (if found)".
            case []:
                return null;
            case [{ Parent: { } parent } node] when IsWithin(node, resource) && ElementSlot.Of(parent.Poco, node.Name) is { } slot:
                slot.Exchange(node.Poco, null);
                return null;
            default:
                return NotOne(delete);
        }
    }

    private static Issue? Replace(FhirPathOperation.Replace replace, Resource resource)
    {
        if (replace.Path.Find(resource) is not [{ Parent: { } parent } node]
            || !IsWithin(node, resource)
            || ElementSlot.Of(parent.Poco, node.Name) is not { } slot)
        {
            return NotOne(replace);
        }

        var (value, fault) = replace.Value.For(slot.Element);
        if (value is not null)
        {
            slot.Exchange(node.Poco, value);
        }

        return fault;
    }

    private static Issue? Insert(FhirPathOperation.Insert insert, Resource resource)
    {
        if (ListOf(insert, resource) is not { } slot)
        {
            return NotAList(insert);
        }

        // Asking for the list attaches one where none was; an empty list is written as none.
        var list = slot.List();
        if (insert.Index > list.Count)
        {
            return Fault(insert, "the list at its path is shorter than the index.");
        }

        var (value, fault) = insert.Value.For(slot.Element);
        if (value is not null)
        {
            list.Insert(insert.Index, value);
        }

        return fault;
    }

    private static Issue? Move(FhirPathOperation.Move move, Resource resource)
    {
        if (ListOf(move, resource) is not { } slot)
        {
            return NotAList(move);
        }

        var list = slot.List();
        if (move.Source >= list.Count || move.Destination >= list.Count)
        {
            return Fault(move, "the list at its path has no such source or destination.");
        }

        var moved = list[move.Source];
        list.RemoveAt(move.Source);
        list.Insert(move.Destination, moved);
        return null;
    }

    private static ElementSlot? ListOf(FhirPathOperation operation, Resource resource) =>
        operation.Path is { LastName: { } name } path
        && path.FindOwner(resource) is [var owner]
        && IsWithin(owner, resource)
        && ElementSlot.Of(owner.Poco, name) is { IsList: true } slot
            ? slot
            : null;

    // A path can make values of its own, which stand in no resource.
    private static bool IsWithin(PocoNode node, Resource resource)
    {
        var top = node;
        while (top.Parent is { } parent)
        {
            top = parent;
        }

        return ReferenceEquals(top.Poco, resource);
    }

    private static Issue NotOne(FhirPathOperation operation) => Fault(operation, "its path must lead to exactly one element of the resource.");

    private static Issue NotAList(FhirPathOperation operation) => Fault(operation, "its path must end in the name of one element that repeats.");

    private static Issue Fault(FhirPathOperation operation, string why) =>
        new(OperationOutcome.IssueType.Processing, $"The operation cannot be applied: {why}", operation.At);
}
