using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;

namespace Fhir.Profiles.Validation;

/// <summary>A place where an extension may stand.</summary>
internal abstract record ExtensionContext
{
    private ExtensionContext()
    {
    }

    public abstract bool Allows(PocoNode holder);

    /// <summary>On an element, named by its path, its type or what its type specializes.</summary>
    public sealed record OnElement(string Expression) : ExtensionContext
    {
        public override bool Allows(PocoNode holder) =>
            Expression == Places.DefinitionPathOf(holder) || Structures.Ancestry.Of(holder.Poco.GetType()).Contains(Expression);
    }

    /// <summary>On what a FHIRPath expression selects from the resource.</summary>
    public sealed record OnSelected(CompiledExpression Expression) : ExtensionContext
    {
        public override bool Allows(PocoNode holder)
        {
            var resource = Places.ResourceOf(holder);
            var context = new FhirEvaluationContext { Resource = resource, RootResource = Places.RootOf(holder) };
            return Expression([resource], context).Any(selected => ReferenceEquals(selected.Poco, holder.Poco));
        }
    }

    /// <summary>Within another extension.</summary>
    public sealed record WithinExtension(string Url) : ExtensionContext
    {
        public override bool Allows(PocoNode holder) => holder.Poco is Extension extension && extension.Url == Url;
    }
}
