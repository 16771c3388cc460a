using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using Hl7.FhirPath.Expressions;
using Syntax = Hl7.FhirPath.Expressions.Expression;

namespace Gateway.Patching;

/// <summary>The path of a FHIRPath Patch operation, compiled.</summary>
/// <remarks>
/// A path comes from a client and is run here, so it may only walk down and choose: no variables and none of the functions that
/// start over from the root, repeat, or match regular expressions, with which a short path could keep the server busy for hours.
/// </remarks>
internal sealed class PatchPath
{
    private const int MaxLength = 500;

    // The engine's parser recurses with each, and a stack that overflows takes the process with it.
    private const int MaxBrackets = 24;

    private static readonly FrozenSet<string> Choosing =
    [
        "where", "first", "last", "tail", "skip", "take", "single", "ofType", "as", "is", "exists", "empty", "not", "count", "hasValue",
        "extension", "startsWith", "endsWith", "contains", "lower", "upper",
    ];

    private static readonly FhirPathCompiler Compiler = new();

    private readonly CompiledExpression whole;
    private readonly CompiledExpression? owner;

    private PatchPath(Syntax syntax)
    {
        whole = Compiler.Compile(syntax);
        (owner, LastName) = syntax is ChildExpression child ? (Compiler.Compile(child.Focus), child.ChildName) : (null, null);
    }

    /// <summary>The element the path ends in, where it ends in one's name.</summary>
    public string? LastName { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out PatchPath? path)
    {
        path = null;
        if (text.Length > MaxLength || text.Count(letter => letter is '(' or '[' or '{') > MaxBrackets)
        {
            return false;
        }

        try
        {
            var syntax = Compiler.Parse(text);
            path = OnlyChooses(syntax) ? new PatchPath(syntax) : null;
        }
        catch (Exception e) when (IsEngineFault(e))
        {
            return false;
        }

        return path is not null;
    }

    /// <summary>The elements of the resource that the path leads to; null if it cannot be evaluated.</summary>
    public IReadOnlyList<PocoNode>? Find(Resource resource) => Run(whole, resource);

    /// <summary>What holds the element that the path ends in, also where that element is absent.</summary>
    public IReadOnlyList<PocoNode>? FindOwner(Resource resource) => owner is null ? null : Run(owner, resource);

    private static List<PocoNode>? Run(CompiledExpression expression, Resource resource)
    {
        try
        {
            return [.. expression([resource.ToPocoNode(ModelInfo.ModelInspector)], new FhirEvaluationContext())];
        }
        catch (Exception e) when (IsEngineFault(e))
        {
            return null;
        }
    }

    private static bool OnlyChooses(Syntax syntax) => syntax switch
    {
        ConstantExpression or AxisExpression => true,
        NewNodeListInitExpression list => list.Contents.All(OnlyChooses),
        BracketExpression bracket => OnlyChooses(bracket.Operand),
        ChildExpression child => OnlyChooses(child.Focus),
        IndexerExpression indexer => OnlyChooses(indexer.Focus) && OnlyChooses(indexer.Index),
        BinaryExpression binary => OnlyChooses(binary.Left) && OnlyChooses(binary.Right),
        FunctionCallExpression call => Choosing.Contains(call.FunctionName)
            && (call.Focus is null || OnlyChooses(call.Focus))
            && call.Arguments.All(OnlyChooses),
        _ => false,
    };

    // The engine has no exception of its own; these are the ones its parser and its functions throw.
    private static bool IsEngineFault(Exception e) =>
        e is InvalidOperationException or ArgumentException or FormatException or NotSupportedException or InvalidCastException or OverflowException;
}
