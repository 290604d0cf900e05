-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t12" AS NOT MATERIALIZED (
  SELECT
    "t3"."id",
    "t3"."slot",
    "t3"."named",
    "t3"."language",
    "t3"."channel",
    UNNEST("t3"."tags") AS "tag"
  FROM "placed" AS "t3"
), "t20" AS NOT MATERIALIZED (
  SELECT
    "t9"."tag",
    "t9"."slot",
    "t9"."language",
    "t9"."channel",
    "t9"."tickets",
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
      "t0"."tag",
      "t0"."slot",
      "t0"."language",
      "t0"."channel",
      "t0"."tickets"
    FROM "part" AS "t0"
  ) AS "t9"
  INNER JOIN "slot" AS "t4"
    ON "t9"."slot" = "t4"."slot"
  LEFT OUTER JOIN "rule" AS "t6"
    ON "t9"."tag" = "t6"."tag"
)
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
      "t9"."language",
      "t9"."channel",
      "t9"."tickets"
    FROM (
      SELECT
        "t0"."tag",
        "t0"."slot",
        "t0"."language",
        "t0"."channel",
        "t0"."tickets"
      FROM "part" AS "t0"
    ) AS "t9"
    INNER JOIN "slot" AS "t4"
      ON "t9"."slot" = "t4"."slot"
  ) AS "t19"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t27"."weeks_ago",
        CASE
          WHEN COALESCE("t27"."tag_of_rule", '') = ''
          THEN "t27"."tag"
          ELSE "t27"."topic"
        END AS "topic",
        "t27"."language",
        "t27"."channel",
        "t27"."tickets"
      FROM (
        SELECT
          "t21"."slot",
          "t21"."tag",
          "t21"."language",
          "t21"."channel",
          "t21"."tickets",
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
            "t15"."slot",
            "t15"."tag",
            "t15"."language",
            "t15"."channel",
            COUNT(*) AS "tickets"
          FROM "t12" AS "t15"
          GROUP BY
            1,
            2,
            3,
            4
        ) AS "t21"
        INNER JOIN "slot" AS "t4"
          ON "t21"."slot" = "t4"."slot"
        LEFT OUTER JOIN "rule" AS "t6"
          ON "t21"."tag" = "t6"."tag"
      ) AS "t27"
      WHERE
        (
          COALESCE("t27"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t27"."topic" <> ''
          )
          AND (
            (
              "t27"."since" >= "t27"."since_of_rule"
            )
            AND (
              "t27"."since" < "t27"."until_of_rule"
            )
          )
          AND NOT (
            "t27"."shared"
          )
        )
    ) AS "t38"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t32"."weeks_ago",
        "t32"."topic",
        "t32"."language",
        "t32"."channel",
        "t32"."tickets"
      FROM (
        SELECT
          "t28"."weeks_ago",
          "t28"."topic",
          "t28"."language",
          "t28"."channel",
          COUNT(*) AS "tickets"
        FROM (
          SELECT DISTINCT
            "t23"."id",
            "t23"."weeks_ago",
            "t23"."topic",
            "t23"."language",
            "t23"."channel"
          FROM (
            SELECT
              "t16"."id",
              "t16"."slot",
              "t16"."named",
              "t16"."language",
              "t16"."channel",
              "t16"."tag",
              "t11"."topic",
              "t11"."since_of_rule",
              "t11"."until_of_rule",
              "t11"."shared",
              "t5"."weeks_ago",
              "t5"."since",
              "t5"."until"
            FROM "t12" AS "t16"
            INNER JOIN (
              SELECT
                "t2"."tag",
                "t2"."topic",
                "t2"."since" AS "since_of_rule",
                "t2"."until" AS "until_of_rule",
                "t2"."shared"
              FROM "rule" AS "t2"
              WHERE
                "t2"."shared"
            ) AS "t11"
              ON "t16"."tag" = "t11"."tag"
            INNER JOIN "slot" AS "t5"
              ON "t16"."slot" = "t5"."slot"
          ) AS "t23"
          WHERE
            "t23"."since" >= "t23"."since_of_rule" AND "t23"."since" < "t23"."until_of_rule"
        ) AS "t28"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t32"
    ) AS "t36"
  ) AS "t39"
) AS "t40"
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
        "t26"."measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t26"."language",
        "t26"."channel",
        "t26"."tickets"
      FROM (
        SELECT
          "t17"."slot",
          "t17"."language",
          "t17"."channel",
          "t17"."tickets",
          UNNEST(
            CASE
              WHEN "t17"."tagged"
              THEN CAST(['exposure', 'all'] AS TEXT[])
              ELSE CAST(['all'] AS TEXT[])
            END
          ) AS "measure"
        FROM (
          SELECT
            "t13"."slot",
            "t13"."tagged",
            "t13"."language",
            "t13"."channel",
            COUNT(*) AS "tickets"
          FROM (
            SELECT
              "t3"."id",
              "t3"."slot",
              "t3"."tags",
              "t3"."named",
              "t3"."language",
              "t3"."channel",
              "t3"."named" > 0 AS "tagged"
            FROM "placed" AS "t3"
          ) AS "t13"
          GROUP BY
            1,
            2,
            3,
            4
        ) AS "t17"
      ) AS "t26"
      INNER JOIN "slot" AS "t4"
        ON "t26"."slot" = "t4"."slot"
    ) AS "t34"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t41"."weeks_ago",
        '' AS "topic",
        "t41"."language",
        "t41"."channel",
        "t41"."tickets"
      FROM (
        SELECT
          "t37"."weeks_ago",
          "t37"."language",
          "t37"."channel",
          -(
            COUNT(*)
          ) AS "tickets"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t29"."id",
              "t29"."weeks_ago",
              "t29"."named",
              "t29"."language",
              "t29"."channel",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t16"."id",
                  "t16"."slot",
                  "t16"."named",
                  "t16"."language",
                  "t16"."channel",
                  "t16"."tag",
                  "t14"."topic",
                  "t14"."since_of_rule",
                  "t14"."until_of_rule",
                  "t14"."shared",
                  "t5"."weeks_ago",
                  "t5"."since",
                  "t5"."until"
                FROM "t12" AS "t16"
                INNER JOIN (
                  SELECT
                    "t2"."tag",
                    "t2"."topic",
                    "t2"."since" AS "since_of_rule",
                    "t2"."until" AS "until_of_rule",
                    "t2"."shared"
                  FROM "rule" AS "t2"
                  WHERE
                    "t2"."topic" = ''
                ) AS "t14"
                  ON "t16"."tag" = "t14"."tag"
                INNER JOIN "slot" AS "t5"
                  ON "t16"."slot" = "t5"."slot"
              ) AS "t24"
              WHERE
                "t24"."since" >= "t24"."since_of_rule" AND "t24"."since" < "t24"."until_of_rule"
            ) AS "t29"
            GROUP BY
              1,
              2,
              3,
              4,
              5
          ) AS "t33"
          WHERE
            "t33"."idle" = "t33"."named"
        ) AS "t37"
        GROUP BY
          1,
          2,
          3
      ) AS "t41"
    ) AS "t42"
  ) AS "t43"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t22"."weeks_ago",
        CASE
          WHEN COALESCE("t22"."tag_of_rule", '') = ''
          THEN "t22"."tag"
          ELSE "t22"."topic"
        END AS "topic",
        "t22"."language",
        "t22"."channel",
        "t22"."tickets"
      FROM "t20" AS "t22"
      WHERE
        (
          COALESCE("t22"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t22"."topic" <> ''
          )
          AND (
            (
              "t22"."since" >= "t22"."since_of_rule"
            )
            AND (
              "t22"."since" < "t22"."until_of_rule"
            )
          )
        )
    ) AS "t30"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t22"."weeks_ago",
        '' AS "topic",
        "t22"."language",
        "t22"."channel",
        "t22"."tickets"
      FROM "t20" AS "t22"
      WHERE
        (
          COALESCE("t22"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t22"."topic" <> ''
          )
          AND (
            (
              "t22"."since" >= "t22"."since_of_rule"
            )
            AND (
              "t22"."since" < "t22"."until_of_rule"
            )
          )
        )
    ) AS "t31"
  ) AS "t35"
) AS "t44"
