using System.Collections;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>An element of one holder, by name: where values are put and taken.</summary>
internal sealed record ElementSlot(Base Holder, PropertyMapping Element)
{
    /// <summary>The slot of that name; null if FHIR defines none.</summary>
    public static ElementSlot? Of(Base holder, string name) =>
        ModelInfo.ModelInspector.FindClassMapping(holder.GetType())?.FindMappedElementByName(name) is { } element
            ? new ElementSlot(holder, element)
            : null;

    public bool IsList => Element.IsCollection;

    public bool IsEmpty => !Holder.TryGetValue(Element.Name, out var value) || value is null or IList { Count: 0 };

    /// <summary>The elements of the list; an empty one is attached to the holder first.</summary>
    public IList List()
    {
        if (Holder.TryGetValue(Element.Name, out var value) && value is IList present)
        {
            return present;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(Element.ImplementingType))!;
        Holder.SetValue(Element.Name, list);
        return list;
    }

    public void Append(Base value)
    {
        if (IsList)
        {
            List().Add(value);
        }
        else
        {
            Holder.SetValue(Element.Name, value);
        }
    }

    /// <summary>Puts another value, or none, in the place of one that is here.</summary>
    public void Exchange(Base present, Base? value)
    {
        if (!IsList)
        {
            Holder.SetValue(Element.Name, value);
            return;
        }

        var list = List();
        var position = list.Cast<object>().TakeWhile(item => !ReferenceEquals(item, present)).Count();
        if (value is null)
        {
            list.RemoveAt(position);
        }
        else
        {
            list[position] = value;
        }
    }
}
