using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using Hl7.FhirPath.Expressions;

namespace Fhir.Profiles.Validation;

/// <summary>FHIRPath as profiles use it: the language, and FHIR's own functions.</summary>
internal static class FhirPathExpressions
{
    private static readonly FhirPathCompiler Compiler = new(new SymbolTable().AddStandardFP().AddFhirExtensions());

    public static CompiledExpression Compile(string expression) => Compiler.Compile(expression);

    public static EvaluationContext ContextOf(PocoNode node) =>
        new FhirEvaluationContext { Resource = Places.ResourceOf(node), RootResource = Places.RootOf(node) };
}
