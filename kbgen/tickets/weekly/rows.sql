-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t11" AS NOT MATERIALIZED (
  SELECT
    "t1"."id",
    "t1"."slot",
    "t1"."named",
    "t1"."language",
    "t1"."channel",
    UNNEST("t1"."tags") AS "tag"
  FROM "placed" AS "t1"
), "t25" AS NOT MATERIALIZED (
  SELECT
    "t13"."tag",
    "t13"."slot",
    "t13"."language",
    "t13"."channel",
    "t13"."tickets",
    "t4"."weeks_ago",
    "t4"."since",
    "t4"."until",
    "t6"."tag" AS "tag_of_rule",
    "t6"."topic",
    "t6"."since" AS "since_of_rule",
    "t6"."until" AS "until_of_rule",
    "t6"."shared"
  FROM (
    SELECT
      "t2"."tag",
      "t2"."slot",
      "t2"."language",
      "t2"."channel",
      "t2"."tickets"
    FROM "part" AS "t2"
  ) AS "t13"
  INNER JOIN "slot" AS "t4"
    ON "t13"."slot" = "t4"."slot"
  LEFT OUTER JOIN "rule" AS "t6"
    ON "t13"."tag" = "t6"."tag"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t30"."weeks_ago",
        CASE
          WHEN COALESCE("t30"."tag_of_rule", '') = ''
          THEN "t30"."tag"
          ELSE "t30"."topic"
        END AS "topic",
        "t30"."language",
        "t30"."channel",
        "t30"."tickets"
      FROM (
        SELECT
          "t23"."slot",
          "t23"."tag",
          "t23"."language",
          "t23"."channel",
          "t23"."tickets",
          "t4"."weeks_ago",
          "t4"."since",
          "t4"."until",
          "t6"."tag" AS "tag_of_rule",
          "t6"."topic",
          "t6"."since" AS "since_of_rule",
          "t6"."until" AS "until_of_rule",
          "t6"."shared"
        FROM (
          SELECT
            "t16"."slot",
            "t16"."tag",
            "t16"."language",
            "t16"."channel",
            COUNT(*) AS "tickets"
          FROM "t11" AS "t16"
          GROUP BY
            1,
            2,
            3,
            4
        ) AS "t23"
        INNER JOIN "slot" AS "t4"
          ON "t23"."slot" = "t4"."slot"
        LEFT OUTER JOIN "rule" AS "t6"
          ON "t23"."tag" = "t6"."tag"
      ) AS "t30"
      WHERE
        (
          COALESCE("t30"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t30"."topic" <> ''
          )
          AND (
            (
              "t30"."since" >= "t30"."since_of_rule"
            )
            AND (
              "t30"."since" < "t30"."until_of_rule"
            )
          )
          AND NOT (
            "t30"."shared"
          )
        )
    ) AS "t42"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t33"."weeks_ago",
        "t33"."topic",
        "t33"."language",
        "t33"."channel",
        "t33"."tickets"
      FROM (
        SELECT
          "t31"."weeks_ago",
          "t31"."topic",
          "t31"."language",
          "t31"."channel",
          COUNT(*) AS "tickets"
        FROM (
          SELECT DISTINCT
            "t27"."id",
            "t27"."weeks_ago",
            "t27"."topic",
            "t27"."language",
            "t27"."channel"
          FROM (
            SELECT
              "t18"."id",
              "t18"."slot",
              "t18"."named",
              "t18"."language",
              "t18"."channel",
              "t18"."tag",
              "t15"."topic",
              "t15"."since_of_rule",
              "t15"."until_of_rule",
              "t15"."shared",
              "t5"."weeks_ago",
              "t5"."since",
              "t5"."until"
            FROM "t11" AS "t18"
            INNER JOIN (
              SELECT
                "t3"."tag",
                "t3"."topic",
                "t3"."since" AS "since_of_rule",
                "t3"."until" AS "until_of_rule",
                "t3"."shared"
              FROM "rule" AS "t3"
              WHERE
                "t3"."shared"
            ) AS "t15"
              ON "t18"."tag" = "t15"."tag"
            INNER JOIN "slot" AS "t5"
              ON "t18"."slot" = "t5"."slot"
          ) AS "t27"
          WHERE
            "t27"."since" >= "t27"."since_of_rule" AND "t27"."since" < "t27"."until_of_rule"
        ) AS "t31"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t33"
    ) AS "t39"
  ) AS "t43"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t21"."language",
        "t21"."channel",
        "t21"."tickets"
      FROM (
        SELECT
          "t12"."slot",
          "t12"."language",
          "t12"."channel",
          COUNT(*) AS "tickets"
        FROM (
          SELECT
            *
          FROM "placed" AS "t1"
          WHERE
            "t1"."named" > 0
        ) AS "t12"
        GROUP BY
          1,
          2,
          3
      ) AS "t21"
      INNER JOIN "slot" AS "t4"
        ON "t21"."slot" = "t4"."slot"
    ) AS "t29"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t44"."weeks_ago",
        '' AS "topic",
        "t44"."language",
        "t44"."channel",
        "t44"."tickets"
      FROM (
        SELECT
          "t41"."weeks_ago",
          "t41"."language",
          "t41"."channel",
          -(
            COUNT(*)
          ) AS "tickets"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t32"."id",
              "t32"."weeks_ago",
              "t32"."named",
              "t32"."language",
              "t32"."channel",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t18"."id",
                  "t18"."slot",
                  "t18"."named",
                  "t18"."language",
                  "t18"."channel",
                  "t18"."tag",
                  "t17"."topic",
                  "t17"."since_of_rule",
                  "t17"."until_of_rule",
                  "t17"."shared",
                  "t5"."weeks_ago",
                  "t5"."since",
                  "t5"."until"
                FROM "t11" AS "t18"
                INNER JOIN (
                  SELECT
                    "t3"."tag",
                    "t3"."topic",
                    "t3"."since" AS "since_of_rule",
                    "t3"."until" AS "until_of_rule",
                    "t3"."shared"
                  FROM "rule" AS "t3"
                  WHERE
                    "t3"."topic" = ''
                ) AS "t17"
                  ON "t18"."tag" = "t17"."tag"
                INNER JOIN "slot" AS "t5"
                  ON "t18"."slot" = "t5"."slot"
              ) AS "t28"
              WHERE
                "t28"."since" >= "t28"."since_of_rule" AND "t28"."since" < "t28"."until_of_rule"
            ) AS "t32"
            GROUP BY
              1,
              2,
              3,
              4,
              5
          ) AS "t34"
          WHERE
            "t34"."idle" = "t34"."named"
        ) AS "t41"
        GROUP BY
          1,
          2,
          3
      ) AS "t44"
    ) AS "t45"
  ) AS "t46"
) AS "t47"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t10"."language",
        "t10"."channel",
        "t10"."tickets"
      FROM (
        SELECT
          "t1"."slot",
          "t1"."language",
          "t1"."channel",
          COUNT(*) AS "tickets"
        FROM "placed" AS "t1"
        GROUP BY
          1,
          2,
          3
      ) AS "t10"
      INNER JOIN "slot" AS "t4"
        ON "t10"."slot" = "t4"."slot"
    ) AS "t22"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t26"."weeks_ago",
        CASE
          WHEN COALESCE("t26"."tag_of_rule", '') = ''
          THEN "t26"."tag"
          ELSE "t26"."topic"
        END AS "topic",
        "t26"."language",
        "t26"."channel",
        "t26"."tickets"
      FROM "t25" AS "t26"
      WHERE
        (
          COALESCE("t26"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t26"."topic" <> ''
          )
          AND (
            (
              "t26"."since" >= "t26"."since_of_rule"
            )
            AND (
              "t26"."since" < "t26"."until_of_rule"
            )
          )
        )
    ) AS "t35"
  ) AS "t37"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t26"."weeks_ago",
        '' AS "topic",
        "t26"."language",
        "t26"."channel",
        "t26"."tickets"
      FROM "t25" AS "t26"
      WHERE
        (
          COALESCE("t26"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t26"."topic" <> ''
          )
          AND (
            (
              "t26"."since" >= "t26"."since_of_rule"
            )
            AND (
              "t26"."since" < "t26"."until_of_rule"
            )
          )
        )
    ) AS "t36"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t13"."language",
        "t13"."channel",
        "t13"."tickets"
      FROM (
        SELECT
          "t2"."tag",
          "t2"."slot",
          "t2"."language",
          "t2"."channel",
          "t2"."tickets"
        FROM "part" AS "t2"
      ) AS "t13"
      INNER JOIN "slot" AS "t4"
        ON "t13"."slot" = "t4"."slot"
    ) AS "t24"
  ) AS "t38"
) AS "t40"
