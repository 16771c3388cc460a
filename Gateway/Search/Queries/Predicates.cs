using System.Linq.Expressions;

namespace Gateway.Search.Queries;

/// <summary>Puts conditions on rows together, in the form that a query translates.</summary>
internal static class Predicates
{
    public static Expression<Func<TRow, bool>> Or<TRow>(IEnumerable<Expression<Func<TRow, bool>>> alternatives) =>
        Join(alternatives, Expression.OrElse);

    public static Expression<Func<TRow, bool>> And<TRow>(params IEnumerable<Expression<Func<TRow, bool>>> conditions) =>
        Join(conditions, Expression.AndAlso);

    public static Expression<Func<TRow, bool>> Not<TRow>(Expression<Func<TRow, bool>> condition) =>
        Expression.Lambda<Func<TRow, bool>>(Expression.Not(condition.Body), condition.Parameters);

    /// <summary>The expression with another in place of its parameter.</summary>
    public static Expression Apply(LambdaExpression lambda, Expression argument) =>
        new Replacement(lambda.Parameters[0], argument).Visit(lambda.Body);

    private static Expression<Func<TRow, bool>> Join<TRow>(
        IEnumerable<Expression<Func<TRow, bool>>> conditions, Func<Expression, Expression, Expression> join)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, bool>>(conditions.Select(condition => Apply(condition, row)).Aggregate(join), row);
    }

    private sealed class Replacement(ParameterExpression parameter, Expression argument) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? argument : base.VisitParameter(node);
    }
}
